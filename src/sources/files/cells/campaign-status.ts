import type { CampaignStatus } from "../../../domain/campaign.ts";

const WORDS: Readonly<Record<Exclude<CampaignStatus, "unknown">, string>> = {
  active:
    "enabled|active|eligible|serving|running|delivering|recently active|enable|status enabled|campaign status enable|" +
    "aktiviert|aktiv|activée|activé|actif|active|habilitada|habilitado|activa|activo|ativada|ativado|ativa|ativo|attiva|attivo|" +
    "attivata|ingeschakeld|actief",
  paused:
    "paused|disabled|disable|inactive|not delivering|off|stopped|campaign status disable|pausiert|inaktiv|en veille|en pause|" +
    "mis en veille|mise en veille|pausada|pausado|en pausa|detenida|inactiva|inactivo|em pausa|desativada|desativado|inativa|" +
    "inativo|in pausa|messa in pausa|non attiva|onderbroken|gepauzeerd|inactief",
  ended:
    "ended|removed|archived|completed|deleted|finished|entfernt|beendet|archiviert|abgeschlossen|supprimée|supprimé|terminée|" +
    "terminé|archivée|eliminada|eliminado|finalizada|finalizado|terminada|removida|removido|encerrada|concluída|arquivada|" +
    "rimossa|rimosso|terminata|completata|archiviata|verwijderd|beëindigd|voltooid|gearchiveerd",
};

const known = new Map<string, CampaignStatus>();
for (const status of ["active", "paused", "ended"] as const) {
  for (const word of WORDS[status].split("|")) known.set(word, status);
}

/** The status in a platform's words, in any of the languages that headers are read in. */
export function campaignStatus(cell: string): CampaignStatus {
  return known.get(cell.trim().toLowerCase().replaceAll("_", " ")) ?? "unknown";
}
