/**
 * A WebAssembly module, emitted byte by byte, with one function for each number of rows 1..4:
 *
 *   tile<rows>(left, packed, bias, out, steps, leftRowBytes, outRowBytes)
 *
 * adds to the 8 numbers at `bias`, for each row, the product of that row of `left` with one panel of 8 columns, and
 * stores them at `out`. All arguments are i32: byte addresses, byte strides, and `steps` = inner length / 4.
 * 4 rows x 8 columns need 8 accumulators, 2 registers of weights and 1 of activations: they fit the 16 of x64.
 */
export const largestTile = 4;
/** Floats along the inner side which one turn of the loop consumes; inner lengths must be a multiple of it. */
export const innerUnroll = 4;

const op = {
  loop: 0x03, end: 0x0b, branchIf: 0x0d, get: 0x20, set: 0x21, tee: 0x22,
  i32Const: 0x41, i32Add: 0x6a, i32Sub: 0x6b, i32: 0x7f, v128: 0x7b, noResult: 0x40, simd: 0xfd,
} as const;
const simd = { load: 0x00, loadSplat: 0x09, store: 0x0b, add: 0xe4, multiply: 0xe6 } as const;
const argument = { left: 0, packed: 1, bias: 2, out: 3, steps: 4, leftRowBytes: 5, outRowBytes: 6 } as const;
const argumentCount = 7;

type Code = number[];

/** LEB128 of an unsigned number. */
function leb(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

const get = (local: number): Code => [op.get, ...leb(local)];
const set = (local: number): Code => [op.set, ...leb(local)];
const tee = (local: number): Code => [op.tee, ...leb(local)];
const lanes = (instruction: number): Code => [op.simd, ...leb(instruction)];
const access = (instruction: number, offset: number): Code => [...lanes(instruction), 2, ...leb(offset)];
const plus = (value: number): Code => [op.i32Const, ...signedLeb(value), op.i32Add];
const counted = (items: Code[]): Code => [...leb(items.length), ...items.flat()];
const sized = (body: Code): Code => [...leb(body.length), ...body];
const text = (value: string): Code => sized([...value].map((letter) => letter.charCodeAt(0)));

/** LEB128 of a signed number that is not negative: its last byte keeps the sign bit clear. */
function signedLeb(value: number): Code {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signedLeb(value >>> 7)];
}

/** Locals after the arguments: one address per row, then weights low and high, one activation, accumulators. */
function locals(rows: number) {
  const firstVector = argumentCount + rows;
  return {
    address: (row: number) => argumentCount + row,
    low: firstVector,
    high: firstVector + 1,
    activation: firstVector + 2,
    sum: (row: number, half: number) => firstVector + 3 + row * 2 + half,
    vectors: 3 + rows * 2,
  };
}

function tile(rows: number): Code {
  const local = locals(rows);
  const each = (build: (row: number) => Code): Code => Array.from({ length: rows }, (_, row) => build(row)).flat();
  const rowAddress = (first: number, stride: number, row: number): Code => [
    ...get(first), ...Array.from({ length: row }, () => [...get(stride), op.i32Add]).flat(),
  ];
  const start = each((row) => [
    ...rowAddress(argument.left, argument.leftRowBytes, row), ...set(local.address(row)),
    ...get(argument.bias), ...access(simd.load, 0), ...set(local.sum(row, 0)),
    ...get(argument.bias), ...access(simd.load, 16), ...set(local.sum(row, 1)),
  ]);
  const multiplyAdd = (row: number, half: number, weights: number): Code => [
    ...get(local.activation), ...get(weights), ...lanes(simd.multiply),
    ...get(local.sum(row, half)), ...lanes(simd.add), ...set(local.sum(row, half)),
  ];
  const step = (k: number): Code => [
    ...get(argument.packed), ...access(simd.load, k * 32), ...set(local.low),
    ...get(argument.packed), ...access(simd.load, k * 32 + 16), ...set(local.high),
    ...each((row) => [
      ...get(local.address(row)), ...access(simd.loadSplat, k * 4), ...set(local.activation),
      ...multiplyAdd(row, 0, local.low), ...multiplyAdd(row, 1, local.high),
    ]),
  ];
  const loop = [
    op.loop, op.noResult,
    ...Array.from({ length: innerUnroll }, (_, k) => step(k)).flat(),
    ...each((row) => [...get(local.address(row)), ...plus(innerUnroll * 4), ...set(local.address(row))]),
    ...get(argument.packed), ...plus(innerUnroll * 32), ...set(argument.packed),
    ...get(argument.steps), op.i32Const, 1, op.i32Sub, ...tee(argument.steps), op.branchIf, 0,
    op.end,
  ];
  const finish = each((row) => [0, 1].flatMap((half) => [
    ...rowAddress(argument.out, argument.outRowBytes, row),
    ...get(local.sum(row, half)), ...access(simd.store, half * 16),
  ]));
  const declared = counted([[...leb(rows), op.i32], [...leb(local.vectors), op.v128]]);
  return sized([...declared, ...start, ...loop, ...finish, op.end]);
}

/** The module's bytes; it imports `host.memory`. */
export function matmulModule(): Uint8Array {
  const tiles = Array.from({ length: largestTile }, (_, index) => index + 1);
  const section = (id: number, items: Code[]): Code => [id, ...sized(counted(items))];
  const signature = [0x60, ...counted(Array.from({ length: argumentCount }, () => [op.i32])), 0];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [signature]),
    ...section(2, [[...text('host'), ...text('memory'), 2, 0, 1]]),
    ...section(3, tiles.map(() => [0])),
    ...section(7, tiles.map((rows, index) => [...text(`tile${rows}`), 0, index])),
    ...section(10, tiles.map(tile)),
  ]);
}
