/** The `weightsManifest` of a TensorFlow.js `model.json`: tensors in the order of their bytes. */
export type WeightManifest = readonly {
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[];
}[];

/** Finds a tensor by the end of its name. */
export type TensorLookup = (nameEnd: string, length: number) => Float32Array;

/**
 * Views every float32 tensor of the joined shards.
 *
 * @throws RangeError when the bytes are not as many as the manifest says
 */
export function readTensors(manifest: WeightManifest, weights: Uint8Array | ArrayBuffer): TensorLookup {
  const bytes = weights instanceof Uint8Array ? weights : new Uint8Array(weights);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const tensors: { name: string; values: Float32Array }[] = [];
  let offset = 0;
  for (const { name, shape, dtype } of manifest.flatMap((group) => group.weights)) {
    const length = shape.reduce((product, side) => product * side, 1);
    if (dtype !== 'float32' && dtype !== 'int32') throw new RangeError(`cannot read ${name}: ${dtype}`);
    if (offset + length * 4 > bytes.byteLength) throw new RangeError(`the weights end before ${name}`);
    if (dtype === 'float32') {
      tensors.push({ name, values: new Float32Array(aligned.buffer, aligned.byteOffset + offset, length) });
    }
    offset += length * 4;
  }
  if (offset !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes of weights, expected ${offset}`);
  return (nameEnd, length) => {
    const found = tensors.filter(({ name }) => name.endsWith(nameEnd));
    if (found.length !== 1) throw new RangeError(`${found.length} tensors end in ${nameEnd}, expected 1`);
    const values = found[0]!.values;
    if (values.length !== length) throw new RangeError(`${nameEnd} has ${values.length} values, expected ${length}`);
    return values;
  };
}
