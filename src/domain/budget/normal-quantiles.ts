/** Standard deviations to either side of the mean that hold 80 % and 90 % of a normal distribution. */
export const Z80 = 1.2816;
export const Z90 = 1.6449;
