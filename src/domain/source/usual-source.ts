/** Every three hours, off the full one, when everybody else asks. */
export const USUAL_SCHEDULE = "20 */3 * * *";

/** Days before today that a first load goes back. */
export const USUAL_HISTORY_DAYS = 180;
