interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly app?: boolean;
  readonly small?: boolean;
}

/** Each with white letters at 4.5:1 at least. */
const COLORS = ["#7a4b9e", "#a0522d", "#1f6f8b", "#8c3b5e", "#3f6b35"];

/** Initials on a colour of the person's own; the app has a mark. */
export function Avatar({ id, name, app = false, small = false }: AvatarProps) {
  const initials = name.split(" ").map((word) => word.charAt(0));
  const sum = Array.from(id, (letter) => letter.codePointAt(0) ?? 0).reduce((a, b) => a + b, 0);
  const className = `avatar${small ? " small" : ""}${app ? " app" : ""}`;
  const background = app ? undefined : COLORS[sum % COLORS.length];
  return (
    <span className={className} style={{ background }} aria-hidden>
      {app ? (
        <svg viewBox="0 0 16 16">
          <path d="M2 12l4-5 3 3 5-6.5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      ) : (
        initials.slice(0, 2).join("")
      )}
    </span>
  );
}
