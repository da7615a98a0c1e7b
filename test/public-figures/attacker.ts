import type { Counted, Figure, PublicTable } from '../../src/public-figures/domain/suppression/suppress.js';

/**
 * Somebody who has read a published table, knows how it was made, and wants to know a number that is not in it. Every number that is not
 * shown is a variable; what adds up is an equation, all divisions and the totals together. Looks for another table that agrees with
 * everything that is shown, with another number in that place. Knows nothing of how the suppression finds what to leave out.
 */
export class Attacker {
  private readonly names = new Map<string, { readonly true: number; readonly least: number }>();
  private readonly equations: { readonly name: string; readonly sign: 1 | -1 }[][] = [];

  constructor(parts: readonly Counted[], table: PublicTable) {
    const all = [...parts.map((part, at) => [part, table.parts[at]] as const)];
    const divisions = Object.entries(valuesOf(parts));
    for (const [part, figure] of all) this.unit(part.unitId, part, figure, divisions);
    this.unit('whole', wholeOf(parts, divisions), table.whole, divisions);
    const ids = parts.map(({ unitId }) => unitId);
    this.adds('whole', ids);
    for (const [division, values] of divisions)
      for (const value of values)
        this.adds(
          `whole ${division} ${value}`,
          ids.map((id) => `${id} ${division} ${value}`),
        );
  }

  /** Numbers of persons, not shown, that cannot be anything else. */
  known(): string[] {
    return [...this.names].filter(([name, of]) => of.true > 0 && !this.otherThan(name)).map(([name]) => name);
  }

  private unit(
    id: string,
    of: Omit<Counted, 'unitId'>,
    shown: Figure | undefined,
    divisions: [string, string[]][],
  ): void {
    if (shown?.total == null) this.names.set(id, { true: of.total, least: 1 });
    for (const [division, values] of divisions) {
      for (const value of values) {
        const kept = shown?.divisions[division];
        // Of what is shown in part, a number of 0 would be shown; of what is not shown at all nothing is known.
        if (kept?.[value] == null)
          this.names.set(`${id} ${division} ${value}`, {
            true: of.divisions[division]?.[value] ?? 0,
            least: kept ? 1 : 0,
          });
      }
      this.adds(
        id,
        values.map((value) => `${id} ${division} ${value}`),
      );
    }
  }

  /** The sum and its parts, those of them that are not shown: what is shown does not change. */
  private adds(sum: string, parts: readonly string[]): void {
    const terms = [{ name: sum, sign: -1 as const }, ...parts.map((name) => ({ name, sign: 1 as const }))];
    this.equations.push(terms.filter(({ name }) => this.names.has(name)));
  }

  /** Whether changes of at most 2 of some numbers, not 0 of this one, leave every equation true and every number possible. */
  private otherThan(name: string): boolean {
    for (const change of [1, -1, 2, -2])
      if (this.possible(name, change) && this.solve(new Map([[name, change]]))) return true;
    return false;
  }

  private possible(name: string, change: number): boolean {
    const of = this.names.get(name);
    return of !== undefined && of.true + change >= of.least;
  }

  /** Follows the first equation that does not hold: one of its numbers that did not change yet has to. */
  private solve(changes: ReadonlyMap<string, number>): boolean {
    if (changes.size > 24) return false;
    for (const terms of this.equations) {
      const off = terms.reduce((sum, { name, sign }) => sum + sign * (changes.get(name) ?? 0), 0);
      if (off === 0) continue;
      for (const { name, sign } of terms) {
        const change = -off * sign;
        if (changes.has(name) || Math.abs(change) > 2 || !this.possible(name, change)) continue;
        if (this.solve(new Map([...changes, [name, change]]))) return true;
      }
      return false;
    }
    return true;
  }
}

const valuesOf = (parts: readonly Counted[]): Record<string, string[]> => {
  const values: Record<string, string[]> = {};
  for (const { divisions } of parts)
    for (const [division, counts] of Object.entries(divisions))
      values[division] = [...new Set([...(values[division] ?? []), ...Object.keys(counts)])].sort();
  return values;
};

const wholeOf = (parts: readonly Counted[], divisions: readonly [string, string[]][]): Omit<Counted, 'unitId'> => {
  const sum = (of: (part: Counted) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    total: sum(({ total }) => total),
    divisions: Object.fromEntries(
      divisions.map(([division, values]) => [
        division,
        Object.fromEntries(values.map((value) => [value, sum((part) => part.divisions[division]?.[value] ?? 0)])),
      ]),
    ),
  };
};
