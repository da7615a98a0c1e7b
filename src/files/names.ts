import type { ReadStore } from '../platform/read-store/read-store.js';

interface Named {
  readonly name: string;
}

/** Where the names of people and units are, by id. */
const VIEWS = ['officers', 'social-worker-roster', 'units'] as const;
/** Acts of the service itself. */
const SERVICE: Readonly<Record<string, string>> = { system: '系统' };

/** Names of those whom a printed file names by id, each looked up once. */
export class Names {
  private readonly known = new Map<string, Promise<string>>();

  /** @param open makes a sealed name readable, or masks it */
  constructor(
    private readonly rows: ReadStore,
    private readonly open: (name: string) => Promise<string>,
  ) {}

  /** The name with the id behind it; the id alone of whom nobody knows. */
  async of(id: string): Promise<string> {
    const found = this.known.get(id) ?? this.find(id);
    this.known.set(id, found);
    return found;
  }

  private async find(id: string): Promise<string> {
    const own = SERVICE[id];
    if (own !== undefined) return own;
    for (const view of VIEWS) {
      const row = await this.rows.one<Named>(view, id);
      if (row) return `${await this.open(row.name)}（${id}）`;
    }
    return id;
  }
}
