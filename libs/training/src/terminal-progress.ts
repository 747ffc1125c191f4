import { Presets, SingleBar } from 'cli-progress';

export interface TerminalProgress {
  /** @param fraction 0 to 1 */
  show(fraction: number, detail: string): void;
  done(): void;
}

interface Out {
  isTTY?: boolean;
  write(text: string): unknown;
}

const FULL = 1_000;

/** A bar on a terminal; elsewhere a line each 10 %, so that a log stays short. */
export function terminalProgress(title: string, out: Out = process.stderr): TerminalProgress {
  return out.isTTY ? bar(title) : lines(title, out);
}

function bar(title: string): TerminalProgress {
  const drawn = new SingleBar({ format: `${title} [{bar}] {percentage}% {detail}`, hideCursor: true, clearOnComplete: false, etaBuffer: 50 }, Presets.shades_classic);
  drawn.start(FULL, 0, { detail: '' });
  return {
    show: (fraction, detail) => drawn.update(Math.round(fraction * FULL), { detail }),
    done: () => drawn.stop(),
  };
}

function lines(title: string, out: Out): TerminalProgress {
  let told = -1;
  return {
    show: (fraction, detail) => {
      const tenth = Math.floor(fraction * 10 + 1e-9);
      if (tenth <= told) return;
      told = tenth;
      out.write(`${title}: ${tenth * 10} % ${detail}\n`);
    },
    done: () => undefined,
  };
}
