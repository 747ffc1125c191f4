import { Problem } from '#platform';

const SHORTEST = 12;
const LONGEST = 128;

/** What people type when they are asked for twelve characters. Compared without case, digits and marks at the end. */
const COMMON = new Set([
  'password', 'passwordpassword', 'passwort', 'passwortpasswort', 'mypassword', 'thisismypassword', 'correcthorsebatterystaple', 'iloveyou', 'iloveyouiloveyou',
  'qwertyuiop', 'qwertyuiopasdf', 'qwertyuiopasdfghjkl', 'qwertyqwerty', 'qwertzuiop', 'asdfghjkl', 'asdfghjklasdf', 'zxcvbnm', 'zxcvbnmzxcvbnm', 'qazwsxedcrfv',
  'administrator', 'adminadmin', 'adminadminadmin', 'letmein', 'letmeinletmein', 'letmeinplease', 'welcome', 'welcomewelcome', 'changeme', 'changemechangeme',
  'trustno', 'monkeymonkey', 'dragondragon', 'footballfootball', 'baseballbaseball', 'sunshinesunshine', 'princessprincess', 'supermansuperman',
  'starwarsstarwars', 'abcdefghijkl', 'abcdefghijklm', 'abcdefghijklmnop', 'abcdefghijklmnopqrstuvwxyz', 'abcabcabcabc', 'testtesttest', 'secretsecret',
  'customersupport', 'supportsupport', 'duetduetduet', 'duetsupport',
]);

/** Rows of keys and counting, forwards and backwards. */
const RUNS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn'];

/**
 * Length counts, composition does not.
 *
 * @throws Problem `weak_password` below 12 or above 128 characters, or for one of those tried first
 */
export function assertGoodPassword(password: string, email: string): void {
  const plain = password.normalize('NFKC');
  const length = [...plain].length;
  if (length < SHORTEST || length > LONGEST || isGuessable(plain.toLowerCase(), email)) throw new Problem('weak_password');
}

function isGuessable(password: string, email: string): boolean {
  if (new Set(password).size < 4) return true;
  if (password === email || password === email.split('@')[0]?.repeat(2)) return true;
  const backwards = [...password].reverse().join('');
  if (RUNS.some((run) => run.includes(password) || run.includes(backwards))) return true;
  return COMMON.has(password) || COMMON.has(password.replace(/[\d\W_]+$/u, ''));
}
