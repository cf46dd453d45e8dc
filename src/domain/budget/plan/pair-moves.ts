/** Money that goes from one campaign to another; null where the total itself grows or shrinks. */
export interface Move<Amount, Id = string> {
  readonly from: Id | null;
  readonly to: Id | null;
  readonly amount: Amount;
}

/** A campaign's change; positive for one that receives. */
export interface Change {
  readonly id: string;
  readonly amount: bigint;
}

/** Donors and receivers paired, the largest first: at most one move fewer than campaigns changed, where they add up to 0. */
export function pairMoves(changes: readonly Change[]): Move<bigint>[] {
  const donors = queue(changes.filter(({ amount }) => amount < 0n));
  const receivers = queue(changes.filter(({ amount }) => amount > 0n));
  const moves: Move<bigint>[] = [];
  for (;;) {
    const donor = donors[0];
    const receiver = receivers[0];
    if (donor === undefined && receiver === undefined) return moves;
    const amount = smaller(donor?.left, receiver?.left);
    moves.push({ from: donor?.id ?? null, to: receiver?.id ?? null, amount });
    for (const side of [donors, receivers]) {
      const first = side[0];
      if (first === undefined) continue;
      first.left -= amount;
      if (first.left === 0n) side.shift();
    }
  }
}

interface Side {
  readonly id: string;
  left: bigint;
}

function queue(changes: readonly Change[]): Side[] {
  return changes
    .map(({ id, amount }) => ({ id, left: amount < 0n ? -amount : amount }))
    .toSorted((a, b) => (a.left === b.left ? (a.id < b.id ? -1 : 1) : a.left > b.left ? -1 : 1));
}

function smaller(a: bigint | undefined, b: bigint | undefined): bigint {
  if (a === undefined) return b ?? 0n;
  return b === undefined || a < b ? a : b;
}
