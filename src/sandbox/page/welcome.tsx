import { useFacts } from "./workspace-context.ts";

interface WelcomeProps {
  /** Whether nothing has been said here yet. */
  readonly empty: boolean;
  readonly onCommand: (text: string) => void;
}

/** What a first visitor can do: at large in an empty channel, else a strip above the composer. */
export function Welcome({ empty, onCommand }: WelcomeProps) {
  const { page } = useFacts();
  const { command, app } = page;
  const examples = [
    { text: command, meaning: "all campaigns, the last 7 days" },
    { text: `${command} top roas 30d`, meaning: "a ranking of the last 30 days" },
    { text: `${command} alerts`, meaning: "what is open now" },
    { text: `${command} help`, meaning: "everything you can type" },
  ];
  return (
    <section className={empty ? "welcome large" : "welcome"} aria-label="Getting started">
      {empty ? (
        <>
          <h2>Ask {app.name} how your campaigns are doing</h2>
          <p>
            Press an example, type <kbd>{command}</kbd> below, or drop an ad platform’s export on
            this page to load it.
          </p>
        </>
      ) : (
        <span className="welcome-try">Try</span>
      )}
      <ul>
        {examples.map(({ text, meaning }) => (
          <li key={text}>
            <button type="button" data-testid="example" onClick={() => onCommand(text)}>
              <code>{text}</code>
              {empty && <span>{meaning}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p className="local-note">
        Local workspace with demo data.{" "}
        <span className="local-note-more">Nothing leaves this computer.</span>
      </p>
    </section>
  );
}
