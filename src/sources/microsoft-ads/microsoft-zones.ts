/** Microsoft's names of time zones, each with the IANA zone that has the same clock. */
const ZONES: Readonly<Record<string, string>> = {
  AbuDhabiMuscat: "Asia/Dubai",
  Adelaide: "Australia/Adelaide",
  Alaska: "America/Anchorage",
  AlmatyNovosibirsk: "Asia/Novosibirsk",
  AmsterdamBerlinBernRomeStockholmVienna: "Europe/Berlin",
  Arizona: "America/Phoenix",
  AstanaDhaka: "Asia/Dhaka",
  AthensIslandanbulMinsk: "Europe/Athens",
  AtlanticTimeCanada: "America/Halifax",
  AucklandWellington: "Pacific/Auckland",
  Azores: "Atlantic/Azores",
  Baghdad: "Asia/Baghdad",
  BakuTbilisiYerevan: "Asia/Yerevan",
  BangkokHanoiJakarta: "Asia/Bangkok",
  BeijingChongqingHongKongUrumqi: "Asia/Shanghai",
  BelgradeBratislavaBudapestLjubljanaPrague: "Europe/Budapest",
  BogotaLimaQuito: "America/Bogota",
  Brasilia: "America/Sao_Paulo",
  Brisbane: "Australia/Brisbane",
  BrusselsCopenhagenMadridParis: "Europe/Paris",
  Bucharest: "Europe/Bucharest",
  BuenosAiresGeorgetown: "America/Argentina/Buenos_Aires",
  Cairo: "Africa/Cairo",
  CanberraMelbourneSydney: "Australia/Sydney",
  CapeVerdeIsland: "Atlantic/Cape_Verde",
  CaracasLaPaz: "America/La_Paz",
  CasablancaMonrovia: "Africa/Monrovia",
  CentralAmerica: "America/Guatemala",
  CentralTimeUSCanada: "America/Chicago",
  ChennaiKolkataMumbaiNewDelhi: "Asia/Kolkata",
  ChihuahuaLaPazMazatlan: "America/Mazatlan",
  Darwin: "Australia/Darwin",
  EasternTimeUSCanada: "America/New_York",
  Ekaterinburg: "Asia/Yekaterinburg",
  FijiKamchatkaMarshallIsland: "Pacific/Fiji",
  Greenland: "America/Nuuk",
  GreenwichMeanTimeDublinEdinburghLisbonLondon: "Europe/London",
  GuadalajaraMexicoCityMonterrey: "America/Mexico_City",
  GuamPortMoresby: "Pacific/Port_Moresby",
  HararePretoria: "Africa/Johannesburg",
  Hawaii: "Pacific/Honolulu",
  HelsinkiKyivRigaSofiaTallinnVilnius: "Europe/Helsinki",
  Hobart: "Australia/Hobart",
  IndianaEast: "America/Indiana/Indianapolis",
  InternationalDateLineWest: "Etc/GMT+12",
  IrkutskUlaanBataar: "Asia/Irkutsk",
  IslandamabadKarachiTashkent: "Asia/Karachi",
  Jerusalem: "Asia/Jerusalem",
  Kabul: "Asia/Kabul",
  Kathmandu: "Asia/Kathmandu",
  Krasnoyarsk: "Asia/Krasnoyarsk",
  KualaLumpurSingapore: "Asia/Singapore",
  KuwaitRiyadh: "Asia/Riyadh",
  MagadanSolomonIslandNewCaledonia: "Pacific/Guadalcanal",
  MidAtlantic: "Etc/GMT+2",
  MidwayIslandandSamoa: "Pacific/Pago_Pago",
  MoscowStPetersburgVolgograd: "Europe/Moscow",
  MountainTimeUSCanada: "America/Denver",
  Nairobi: "Africa/Nairobi",
  Newfoundland: "America/St_Johns",
  Nukualofa: "Pacific/Tongatapu",
  OsakaSapporoTokyo: "Asia/Tokyo",
  PacificTimeUSCanadaTijuana: "America/Los_Angeles",
  Perth: "Australia/Perth",
  Rangoon: "Asia/Yangon",
  Santiago: "America/Santiago",
  SarajevoSkopjeWarsawZagreb: "Europe/Warsaw",
  Saskatchewan: "America/Regina",
  Seoul: "Asia/Seoul",
  SriJayawardenepura: "Asia/Colombo",
  Taipei: "Asia/Taipei",
  Tehran: "Asia/Tehran",
  Vladivostok: "Asia/Vladivostok",
  WestCentralAfrica: "Africa/Lagos",
  Yakutsk: "Asia/Yakutsk",
};

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES).map(([name, zone]) => [zone, name]),
);

/** The IANA zone of Microsoft's name; undefined for a name that it does not document. */
export function zoneOfMicrosoft(name: string): string | undefined {
  return ZONES[name];
}

/** Microsoft's name of an IANA zone; undefined where it has none. */
export function microsoftNameOf(zone: string): string | undefined {
  return NAMES.get(zone);
}

/** All of Microsoft's names. */
export const MICROSOFT_ZONES: readonly string[] = Object.keys(ZONES);
