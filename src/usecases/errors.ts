/** What a person asked for cannot be done; the message is for them and says what to do next. */
export class UseCaseError extends Error {}

/** The thing that was meant is not there. */
export class NotFound extends UseCaseError {
  override readonly name = "NotFound";
}

/** Somebody else was first, or the state has moved on. */
export class Conflict extends UseCaseError {
  override readonly name = "Conflict";
  /** Who was first: an actor such as `slack:U123` or `cli:maya`. */
  readonly first: string | undefined;
  constructor(message: string, first?: string) {
    super(message);
    this.first = first;
  }
}

/** This person may not do that. */
export class Forbidden extends UseCaseError {
  override readonly name = "Forbidden";
}

/** What was given makes no sense. */
export class Invalid extends UseCaseError {
  override readonly name = "Invalid";
}
