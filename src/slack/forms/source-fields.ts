/** Inputs of the SQL source's modal: each is both the block id and the action id under which the state holds the value. */
export const SOURCE_FIELDS = {
  name: "source.name",
  table: "source.table",
  form: "source.form",
  account: "source.account",
  accountName: "source.accountName",
  platform: "source.platform",
  currency: "source.currency",
  zone: "source.zone",
  actionType: "source.actionType",
} as const;
