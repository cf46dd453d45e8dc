/** How a real Slack, or its double, is reached and reaches us. */
export type ConnectedSlack =
  | {
      readonly mode: "http";
      readonly botToken: string;
      readonly signingSecret: string;
      readonly apiUrl: string | undefined;
    }
  | {
      readonly mode: "socket";
      readonly botToken: string;
      readonly appToken: string;
      readonly apiUrl: string | undefined;
    };
