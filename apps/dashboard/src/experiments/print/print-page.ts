/** As in `print.css`. */
const PAPER_PX = 680;
/** Two seconds of a usual screen; after that what is there is printed. */
const MOST_FRAMES = 120;

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
const fits = (): boolean => [...document.querySelectorAll('#content svg.recharts-surface')].every((chart) => chart.getBoundingClientRect().width <= PAPER_PX);

/** Charts hear of their width in one frame and are drawn in a later one; a busy machine takes more. */
async function drawn(): Promise<void> {
  for (let frames = 0; frames < MOST_FRAMES; frames++) {
    await frame();
    if (frames > 0 && fits()) return;
  }
}

/** Draws the page as wide as paper is, so that charts keep readable letters, and opens the browser's print window. */
export async function printPage(): Promise<void> {
  const { dataset } = document.documentElement;
  dataset['printing'] = 'yes';
  try {
    await drawn();
    window.print();
  } finally {
    delete dataset['printing'];
  }
}
