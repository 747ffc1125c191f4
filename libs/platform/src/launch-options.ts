export interface PostgresConnection {
  /** The folder of the Unix socket. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** What the launcher tells: `database.started`, `.lost`, `.restarted`, `.gone`, `.stopped`. */
export type LaunchLog = (fact: { event: string } & Record<string, unknown>) => void;

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log: LaunchLog;
  /** The server died and was started again: all connections are new. */
  onRestart?: () => void;
  /** The server died and does not come back, or another process took the data: the product has to end. */
  onLost?: (problem: unknown) => void;
  /** The folder with PostgreSQL's `bin`, `lib` and `share`, in place of the one that npm installed. */
  binaries?: string;
}
