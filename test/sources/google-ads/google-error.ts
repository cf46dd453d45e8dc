export const REQUEST_ID = "req-1";

/** An error as the API words it. */
export function googleError(
  status: number,
  error: readonly [family: string, name: string, message?: string],
  more: { readonly grpc?: string; readonly retryDelay?: string } = {},
): object {
  const [family, name, message = `About ${name}.`] = error;
  const quota = more.retryDelay === undefined ? undefined : { retryDelay: more.retryDelay };
  return {
    error: {
      code: status,
      message: "Request contains an invalid argument.",
      status: more.grpc ?? "INVALID_ARGUMENT",
      details: [
        {
          "@type": "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure",
          errors: [
            {
              errorCode: { [family]: name },
              message,
              ...(quota === undefined ? {} : { details: { quotaErrorDetails: quota } }),
            },
          ],
          requestId: REQUEST_ID,
        },
      ],
    },
  };
}
