import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';

const SECRET = ['authorization', 'cookie', 'password', 'token', 'apiKey', 'secret', 'text'];

export const createLog = (level: string): Pino =>
  pino({ level, base: { pid: process.pid }, redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } }, pino.destination({ dest: 1, sync: false }));

/** Lets Nest's `Logger` write one JSON line per fact: `this.log.log({ event: 'answer.finished', ... })`. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(fact: unknown, ...rest: unknown[]): void {
    this.write('info', fact, rest);
  }
  error(fact: unknown, ...rest: unknown[]): void {
    this.write('error', fact, rest);
  }
  warn(fact: unknown, ...rest: unknown[]): void {
    this.write('warn', fact, rest);
  }
  debug(fact: unknown, ...rest: unknown[]): void {
    this.write('debug', fact, rest);
  }
  fatal(fact: unknown, ...rest: unknown[]): void {
    this.write('fatal', fact, rest);
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', fact: unknown, rest: unknown[]): void {
    // Nest appends the name of the logging class; its own start-up lines are prose and of interest to nobody at night.
    const room = rest.findLast((one) => typeof one === 'string');
    const cause = rest.find((one): one is Error => one instanceof Error) ?? (fact instanceof Error ? fact : undefined);
    const line = typeof fact === 'object' && fact !== null && !(fact instanceof Error) ? fact : { event: String(fact) };
    this.pino[level === 'info' && typeof fact === 'string' ? 'debug' : level]({ room, ...line, ...(cause ? { err: cause } : {}) });
  }
}
