const EXACT = new Set(
  (
    "ad set|ad set name|ad set id|adset name|adset id|ad name|ad id|ad|ad group|ad group name|ad group id|adgroup id|" +
    "age|gender|country|region|placement|platform|publisher platform|device|device platform|impression device|" +
    "hour|hour of day|week|month|keyword|search term|creative|creative name|interest|ad network type|" +
    "anzeigengruppe|anzeige|anzeigenname|alter|geschlecht|gerät|land|" +
    "ensemble de publicités|nom de l'ensemble de publicités|âge|sexe|appareil|pays|" +
    "conjunto de anuncios|nombre del conjunto de anuncios|edad|sexo|género|dispositivo|país|" +
    "conjunto de anúncios|nome do conjunto de anúncios|grupo de anúncios|idade|gênero|" +
    "gruppo di inserzioni|nome del gruppo di inserzioni|età|genere|dispositivo|paese|" +
    "advertentieset|naam van advertentieset|leeftijd|geslacht|apparaat"
  ).split("|"),
);
const NETWORK = /^(network|netzwerk|werbenetzwerk|rede|réseau|red|rete|netwerk)( \(.*\))?$/u;

/** True for a column that splits a campaign's rows further: by ad, age, device, network. */
export function isBreakdown(key: string): boolean {
  return EXACT.has(key) || NETWORK.test(key);
}
