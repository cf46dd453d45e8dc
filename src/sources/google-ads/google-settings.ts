import { z } from "zod";

const HOST = "https://googleads.googleapis.com";
const TOKEN_URL = "https://oauth2.googleapis.com/token";

const customer = z
  .string()
  .regex(/^\d{3}-?\d{3}-?\d{4}$/, { error: "must be a customer id such as 123-456-7890" })
  .transform((id) => id.replaceAll("-", ""));

/** Where to read, and through whom. Each version of the API lives a year. */
export const googleSettings = z.object({
  /** The account to read; not a manager account. */
  customerId: customer,
  /** The manager account through which it is reached, where it is. */
  loginCustomerId: customer.optional(),
  /** The account's name in Trimtab, where it is not to be Google's. */
  accountName: z.string().trim().min(1).optional(),
  apiVersion: z
    .string()
    .regex(/^v\d+$/, { error: "must be a version such as v26" })
    .default("v26"),
  baseUrl: z
    .url({ error: "must be an address" })
    .transform((url) => url.replace(/\/+$/, ""))
    .default(HOST),
  tokenUrl: z.url({ error: "must be an address" }).default(TOKEN_URL),
});
export type GoogleSettings = z.output<typeof googleSettings>;

/** A person's consent, or a service account that is a user of the account. */
export const googleSecrets = z.union(
  [
    z.object({
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
      refreshToken: z.string().min(1),
    }),
    z.object({
      serviceAccount: z.object({
        client_email: z.string().min(1),
        private_key: z.string().min(1),
      }),
    }),
  ],
  { error: "must hold clientId, clientSecret and refreshToken, or serviceAccount (its JSON key)" },
);
export type GoogleSecrets = z.output<typeof googleSecrets>;
