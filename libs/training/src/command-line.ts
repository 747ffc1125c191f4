import { parseArgs, type ParseArgsConfig } from 'node:util';
import { createClient, type Call } from '#contracts';
import { WrongSetting, type Config } from '#platform';

export interface Server {
  address: string;
  key: string;
  call: Call;
}

type Options = NonNullable<ParseArgsConfig['options']>;
const serverOptions = { url: { type: 'string' }, key: { type: 'string' } } as const;

/** Arguments of a command that talks to a running server. @throws WrongSetting with a sentence */
export function readArguments<T extends Options>(args: string[], config: Config, options: T) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...options, ...serverOptions } });
  const { url, key } = values as { url?: string; key?: string };
  return { values, positionals, server: serverAt(url ?? config.publicUrl, key ?? config.apiKey) };
}

function serverAt(url: string, key: string | null): Server {
  if (!URL.canParse(url)) throw new WrongSetting(`--url is not an address: ${url}`);
  if (key === null) throw new WrongSetting('Give an API key: --key sk_... or DUET_API_KEY. "npx duet key create --role owner" prints a new one.');
  const address = url.replace(/\/+$/, '');
  return { address, key, call: createClient(fetch, address, { authorization: `Bearer ${key}` }) };
}

/** @throws WrongSetting naming the option */
export function numberOption(name: string, given: string | undefined, fallback: number, range: { from: number; to: number; whole?: boolean }): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  const fits = given.trim() !== '' && value >= range.from && value <= range.to && (range.whole === false || Number.isInteger(value));
  if (!fits) throw new WrongSetting(`--${name} is a ${range.whole === false ? '' : 'whole '}number from ${range.from} to ${range.to}.`);
  return value;
}

/** The one file that a command is given. */
export function fileArgument(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongSetting('Name one file.');
  return file;
}
