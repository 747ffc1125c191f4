import { readLoop } from '#contracts';
import { useRead } from '../api.ts';

const EVERY_MS = 60_000;

export const useLoop = (days: number) => useRead(readLoop, { days }, { refetchInterval: EVERY_MS });
