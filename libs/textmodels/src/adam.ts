const { sqrt } = Math;

/** The state of Adam for one array of parameters. */
export interface Adam {
  /** Moves the parameters one step against the gradient, at `pace` (0..1) of the learning rate. */
  step(parameters: Float32Array, gradient: Float32Array, pace: number): void;
}

/** @see D. Kingma, J. Ba (2015), Adam, ICLR, algorithm 1 in the form of section 2's last paragraph */
export function createAdam(size: number, learningRate: number): Adam {
  const [keepMean, keepSquare, tiny] = [0.9, 0.999, 1e-8];
  const mean = new Float32Array(size);
  const square = new Float32Array(size);
  let steps = 0;
  return {
    step: (parameters, gradient, pace) => {
      steps++;
      const rate = (pace * learningRate * sqrt(1 - keepSquare ** steps)) / (1 - keepMean ** steps);
      for (let i = 0; i < size; i++) {
        const slope = gradient[i]!;
        const m = (mean[i] = keepMean * mean[i]! + (1 - keepMean) * slope);
        const v = (square[i] = keepSquare * square[i]! + (1 - keepSquare) * slope * slope);
        parameters[i] = parameters[i]! - (rate * m) / (sqrt(v) + tiny);
      }
    },
  };
}
