import { FIELDS, type Field, HEADER_WORDS, LANGUAGES, type Language } from "./header-words.ts";

export interface HeaderMeaning {
  readonly field: Field;
  /** How much this wording is preferred among those of its field: 0 is best. */
  readonly rank: number;
}

const meanings = new Map<string, HeaderMeaning[]>();
const languages = new Map<string, Set<Language>>();

for (const field of FIELDS) {
  for (const language of LANGUAGES) {
    const words = HEADER_WORDS[field][language]?.split("|") ?? [];
    for (const [rank, word] of words.entries()) {
      const known = meanings.get(word) ?? [];
      if (!known.some((meaning) => meaning.field === field)) known.push({ field, rank });
      meanings.set(word, known);
      languages.set(word, (languages.get(word) ?? new Set()).add(language));
    }
  }
}

/** What a header, as `headerKey` writes it, may hold. */
export function headerField(key: string): HeaderMeaning | undefined {
  const known = meanings.get(key)?.[0];
  if (known !== undefined) return known;
  // Warehouses put the platform in front: fb_campaign_id, google_campaign_name.
  if (key.endsWith(" campaign id")) return { field: "campaignId", rank: 50 };
  if (key.endsWith(" campaign name")) return { field: "campaign", rank: 50 };
  return undefined;
}

/** The language that most headers are in; English where nothing speaks for another. */
export function headerLanguage(keys: readonly string[]): Language {
  const votes = new Map<Language, number>();
  for (const key of keys) {
    const spoken = languages.get(key);
    if (spoken === undefined || spoken.has("en")) continue;
    for (const language of spoken) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  let best: Language = "en";
  let most = 0;
  for (const [language, count] of votes) {
    if (count <= most) continue;
    best = language;
    most = count;
  }
  return best;
}
