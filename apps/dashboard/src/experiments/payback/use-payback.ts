import { useDebouncedValue } from '@mantine/hooks';
import { listModels, readPayback, readTrainingRun, readVersion } from '#contracts';
import type { Variant } from '#contracts';
import { useRead } from '../../api.ts';
import { useMay, useSession } from '../../session.tsx';

const TYPING_MS = 300;
const FOLLOW_MS = 60_000;
const HOUR_SECONDS = 3_600;

/** What of the costs is known: the computing time of the version's training run, and its model's price by the hour. */
export interface KnownCosts {
  /** Null where the version was not trained here. */
  cpuSeconds: number | null;
  trainingUsd: number;
  /** Dollars; null where its model has no such price. */
  hourlyPrice: number | null;
}

/** Null while it is read; what cannot be read is not known. */
export function useKnownCosts({ backendVersionId }: Variant): KnownCosts | null {
  const { cpuPricePerHour } = useSession().workspace;
  const may = useMay('models:read');
  const version = useRead(readVersion, { id: backendVersionId }, { enabled: may });
  const runId = version.data?.trainingRunId ?? null;
  const run = useRead(readTrainingRun, { id: runId ?? '' }, { enabled: runId !== null });
  const models = useRead(listModels, {}, { enabled: may });
  if (may && [version, models, ...(runId === null ? [] : [run])].some(({ isLoading }) => isLoading)) return null;
  const cpuSeconds = runId === null ? null : (run.data?.report?.cpuSeconds ?? null);
  const hourly = models.data?.items.find(({ key }) => key === version.data?.model)?.hourlyPrice ?? 0;
  return { cpuSeconds, trainingUsd: cpuSeconds === null ? 0 : Number(((cpuSeconds / HOUR_SECONDS) * cpuPricePerHour).toPrecision(2)), hourlyPrice: hourly > 0 ? hourly : null };
}

export interface Wish {
  trainingUsd: number;
  hostingUsdPerHour: number;
  resolvedPerDay?: number | undefined;
}

/** Follows the experiment, and the form once nobody types. */
export function usePayback(experimentId: string, variantId: string, wish: Wish) {
  const [settled] = useDebouncedValue(wish, TYPING_MS);
  return useRead(readPayback, { id: experimentId, variantId, ...settled }, { refetchInterval: FOLLOW_MS });
}
