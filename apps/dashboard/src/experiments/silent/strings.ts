export const words = {
  title: 'Can those who rated stand for those who did not?',
  variant: 'Variant', asked: 'Asked', rated: 'Rated', rate: 'Of those asked', bounds: 'Mean lies in', difference: 'Difference lies in', lee: 'Of those who always rate', weighted: 'Weighted by who rates', comparable: 'Ratings',
  range: (low: string, high: string) => `${low} to ${high}`,
  nobody: 'nobody was asked yet', control: 'control', untested: 'too few to say', notComparable: (always: string, once: string) => `not comparable (${always}; if looked at once, ${once})`, comparableAs: (always: string, once: string) => `comparable (${always}; if looked at once, ${once})`,
  weightedAs: (value: string, range: string, plain: string) => `${value} ${range}, without weights ${plain}`,
  alike: 'all raters are alike', noSpread: (value: string) => `${value}, all ratings are alike`, tooFew: (have: string, need: string) => `too few yet (${have} of ${need} raters)`, notKept: 'not kept then',
  fine: 'Visitors of each variant rate about as often as the control’s when asked, so ratings may be compared.',
  alarm: (names: string) => `Visitors of ${names} do not rate as often as the control’s when asked: the ratings of the two do not come from the same kind of visitor. Go by the bounds, not by the mean.`,
  open: 'Too few visitors were asked to tell whether variants are rated as often as the control.',
  note: '“Lies in”: the mean if everybody who was asked and said nothing had given a 1, or a 5 (Manski bounds); nothing is assumed. “Of those who always rate”: bounds for visitors who would rate under either variant, if a variant moves all visitors in one direction, towards rating or away from it (Lee bounds). “Weighted”: each rating stands for those silent visitors who asked about the same and had rated alike before.',
} as const;
