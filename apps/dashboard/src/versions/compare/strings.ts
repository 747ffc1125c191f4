/** Words of the page that holds two versions side by side. */
export const words = {
  title: 'Compare versions',
  hint: 'Any two versions, of one backend or of two. The address of this page leads back to this comparison.',
  left: 'Before', right: 'After', choose: 'Choose a version',
  swap: 'Swap sides',
  choosing: 'Choose two versions to see what is different.',
  same: 'This is the same version twice.',
  facts: 'About both', factsCaption: 'Facts of both versions side by side',
  fact: 'Fact', differs: 'differs',
  names: { backend: 'Backend', kind: 'Kind', labels: 'Labels', author: 'Author', note: 'Message', saved: 'Saved', model: 'Model', thresholds: 'Thresholds', state: 'State' },
  none: 'none',
  differences: 'What is different in what they say',
  whole: 'Both as they stand',
  tryBoth: 'Try both in the playground',
  gone: 'One of the versions in the address is not there any more. Choose another one.',
} as const;
