/** Whether the parts that the product cannot work without are there, each with a sentence. */
export interface Readiness {
  readonly database: { readonly ok: boolean; readonly message: string };
  readonly slack: { readonly ok: boolean; readonly message: string };
}
