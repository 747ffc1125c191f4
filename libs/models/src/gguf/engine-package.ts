import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs GGUF files. An optional peer: it brings binaries for many machines, and most installations need none. */
export const enginePackage = 'node-llama-cpp';
/** Of these versions its interface was tried. */
const triedVersion = '3.22.1';
export const installCommand = `npm install --no-save ${enginePackage}@${triedVersion}`;

/** Of the package that the process would load; null: it is not installed. */
export function installedEngine(): string | null {
  for (let folder = path.dirname(fileURLToPath(import.meta.url)); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const described = path.join(folder, 'node_modules', enginePackage, 'package.json');
    if (fs.existsSync(described)) return (JSON.parse(fs.readFileSync(described, 'utf8')) as { version: string }).version;
  }
  return null;
}
