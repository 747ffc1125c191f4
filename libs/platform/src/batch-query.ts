import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
  /** Under which the connection keeps it prepared; undefined: it is parsed at each use. */
  name: string | undefined;
}

/** What pg tells a query of its answer, which its published types leave out. */
interface PartQuery {
  submit(connection: Wire): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}
interface Wire {
  submittedNamedStatements: Record<string, string>;
  stream: { destroy(error: Error): void };
  sync(): void;
}

export type Settled = { results: pg.QueryResult[] } | { error: Error; failed: Statement };

/**
 * Statements that leave as one message and are one transaction: PostgreSQL commits what stands before a Sync when all of it
 * has succeeded, and takes all of it back otherwise ("Pipelining" in the chapter on its protocol). It answers once, where
 * statements that are sent one by one, though together, are answered one by one, each waking this process.
 */
export class BatchQuery extends pg.Query {
  /** Of the statement that is being answered: pg notes by them what a connection has parsed. */
  name: string | undefined;
  text = '';
  private at = 0;
  private readonly parts: PartQuery[];
  private readonly results: pg.QueryResult[] = [];
  private broken: Error | undefined;

  constructor(private readonly statements: readonly Statement[], private readonly settle: (settled: Settled) => void) {
    super('');
    this.parts = statements.map(({ name, ...statement }, at) => new pg.Query(
      { ...statement, ...(name !== undefined && { name }), queryMode: 'extended' } as pg.QueryConfig,
      (error: Error | undefined, result: pg.QueryResult) => {
        this.results[at] = result;
        this.broken ??= error ?? undefined;
      }) as unknown as PartQuery);
  }

  override submit = ((connection: Wire): Error | null => {
    this.answering(0);
    const unsynced = Object.create(connection, { sync: { value: () => undefined } }) as Wire;
    for (const part of this.parts) {
      const refused = part.submit(unsynced);
      this.broken ??= refused ?? undefined;
    }
    // What could not be sent whole must not be committed.
    if (this.broken) connection.stream.destroy(this.broken);
    else connection.sync();
    return null;
  }) as unknown as pg.Query['submit'];

  handleRowDescription(message: unknown): void {
    this.parts[this.at]?.handleRowDescription(message);
  }
  handleDataRow(message: unknown): void {
    this.parts[this.at]?.handleDataRow(message);
  }
  handleCommandComplete(message: unknown, connection: Wire): void {
    this.parts[this.at]?.handleCommandComplete(message, connection);
    this.answering(this.at + 1);
  }

  /** The transaction is committed. */
  handleReadyForQuery(connection: Wire): void {
    for (const part of this.parts) part.handleReadyForQuery(connection);
    if (this.broken) this.handleError(this.broken, connection);
    else this.settle({ results: this.results });
  }

  /** A statement, or the commit, has failed: the server skips what follows it. */
  handleError(error: Error, connection: Wire): void {
    for (const { name } of this.statements.slice(this.at + 1)) {
      // pg's own record of what was sent.
      if (name !== undefined) delete connection.submittedNamedStatements[name];
    }
    this.settle({ error, failed: this.statements[Math.min(this.at, this.statements.length - 1)]! });
  }

  private answering(at: number): void {
    this.at = at;
    this.name = this.statements[at]?.name;
    this.text = this.statements[at]?.text ?? '';
  }
}
