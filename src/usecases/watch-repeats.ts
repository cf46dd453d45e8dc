import type { Day } from "../domain/day.ts";

/** Notices whether any campaign's day comes twice, at a bit for each. */
export interface RepeatWatch {
  see(campaign: number, day: Day): void;
  readonly repeats: boolean;
}

export function watchRepeats(): RepeatWatch {
  const dayNumbers = new Map<Day, number>();
  const seen: Uint32Array[] = [];
  let repeats = false;
  return {
    see(campaign, day) {
      let number = dayNumbers.get(day);
      if (number === undefined) {
        number = dayNumbers.size;
        dayNumbers.set(day, number);
      }
      const word = number >>> 5;
      const bit = 1 << (number & 31);
      const bits = roomFor(seen, campaign, word);
      const before = bits[word] ?? 0;
      if ((before & bit) !== 0) repeats = true;
      bits[word] = before | bit;
    },
    get repeats() {
      return repeats;
    },
  };
}

function roomFor(seen: Uint32Array[], campaign: number, word: number): Uint32Array {
  const bits = seen[campaign];
  if (bits !== undefined && bits.length > word) return bits;
  const wider = new Uint32Array(Math.max(4, 2 ** Math.ceil(Math.log2(word + 1))));
  if (bits !== undefined) wider.set(bits);
  seen[campaign] = wider;
  return wider;
}
