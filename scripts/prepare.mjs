import { build } from './build-parts.mjs';
import { install } from './install.mjs';

const oldest = [20, 19];

/** Everything that a fresh clone lacks. Says nothing and takes some milliseconds when nothing is to do. */
export async function prepare() {
  checkNode();
  await install();
  await build();
}

/** Imports only what Node itself has: nothing is installed yet. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(`Duet needs Node ${oldest.join('.')} or newer; this is ${process.version}.`);
  process.exit(1);
}

/** A problem made for people is printed as its sentence; a bug with its stack. */
export function endWith(error) {
  const forPeople = /^(LaunchProblem|AlreadyRunning|WrongSetting|ProgramFailed)$/.test(error?.constructor?.name ?? '');
  console.error(forPeople ? error.message : error);
  process.exit(1);
}
