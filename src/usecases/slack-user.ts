/** The Slack user behind an actor such as `slack:U123`; undefined for a command line or a job. */
export function slackUser(actor: string): string | undefined {
  return /^slack:(\w+)$/.exec(actor)?.[1];
}
