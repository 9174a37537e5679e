/** Sets of the numbers 0 … count − 1 that grow together (union–find, path compression); each has its least number first. */
export class DisjointSets {
  #leaders: number[];

  constructor(count: number) {
    this.#leaders = Array.from({ length: count }, (_, at) => at);
  }

  join(left: number, right: number): void {
    const [one, other] = [this.#leaderOf(left), this.#leaderOf(right)];
    this.#leaders[Math.max(one, other)] = Math.min(one, other);
  }

  /** Every number once, the sets and their members in ascending order. */
  groups(): number[][] {
    return [...Map.groupBy(this.#leaders.keys(), (at) => this.#leaderOf(at)).values()];
  }

  #leaderOf(at: number): number {
    let top = at;
    for (let next = this.#leaders[top] ?? top; next !== top; next = this.#leaders[top] ?? top) top = next;
    let here = at;
    while (here !== top) {
      const next = this.#leaders[here] ?? top;
      this.#leaders[here] = top;
      here = next;
    }
    return top;
  }
}
