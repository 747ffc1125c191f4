import type { Evidence, Gate } from '#contracts';
import { gate } from './gate.ts';
import { assignedUnits } from './pace.ts';
import { sayAll, sayCount, sayPercent } from './say.ts';

/** Share of units beyond which a result is looked at with suspicion. */
const MOST = 0.01;

/** Units that are no customers, or whose record cannot be true; nothing where there are none. They are counted all the same: whom to leave out must not be chosen with the numbers in sight. */
export const trafficGates = (evidence: Evidence): Gate[] => [...automatedGate(evidence), ...clockGate(evidence)];

/** Of live visitors whose browser is known; replays and tests are programs by intent. */
function automatedGate({ arrivals, experiment }: Evidence): Gate[] {
  const known = (arrivals?.groups ?? []).filter(({ kind, key }) => kind === 'browser' && key !== null);
  const count = (of: typeof known): number => of.reduce((sum, { units }) => sum + units, 0);
  const [units, automated] = [count(known), count(known.filter(({ key }) => key === 'automated'))];
  if (experiment.traffic !== 'live' || automated === 0) return [];
  return [gate({ kind: 'automated', ...within(automated, units), sentence: `${sayCount(automated)} of ${sayCount(units)} visitors (${sayPercent(automated / units)}) came in an automated browser: bots and test programs are no customers, and count like them.` })];
}

/** Times are the database's, but for the start and the end of an experiment, which are those of the server that was asked. */
function clockGate({ clocks, epochs }: Evidence): Gate[] {
  const units = assignedUnits(epochs);
  if (!clocks || clocks.units === 0 || units === 0) return [];
  const seen = [
    [clocks.assignedOutside, 'assigned outside their period'], [clocks.answeredFirst, 'answered before they were assigned'], [clocks.ratedFirst, 'rated before they were asked'],
  ].flatMap(([count, said]) => (Number(count) > 0 ? [`${sayCount(Number(count))} ${said}`] : []));
  return [gate({ kind: 'clock', ...within(clocks.units, units), sentence: `${sayCount(clocks.units)} of ${sayCount(units)} visitors (${sayPercent(clocks.units / units)}) have times that contradict each other by more than a second: ${sayAll(seen)}. Compare the clocks of the servers and of the database.` })];
}

const within = (have: number, of: number): Pick<Gate, 'state' | 'have' | 'need'> => ({ state: have / of > MOST ? 'alarm' : 'ok', have, need: Math.floor(MOST * of) });
