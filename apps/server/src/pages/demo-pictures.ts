/** A product picture: plain shapes on a quiet ground, 320 by 240. */
interface Picture {
  /** Hue of the ground and of the thing, in degrees. */
  hue: number;
  shapes: string;
}

const jacket = 'M118 74l28-18h28l28 18 26 66-22 10-16-38v76H130v-76l-16 38-22-10z';
const shirt = 'M116 76l32-16q12 12 24 0l32 16 22 42-24 14-10-18v74H128v-74l-10 18-24-14z';
const legs = 'M128 56h64l10 132h-32l-10-88-10 88h-32z';
const glove = 'M100 184v-56l-10-36q8-8 14 2l10 22V72q8-10 14 0v36-46q8-10 14 0v48-38q8-8 13 0v60l-8 52z';

const pictures: readonly Picture[] = [
  { hue: 205, shapes: `<path class="a" d="${jacket}"/><path class="l" d="M160 58v130M146 56q14 22 28 0"/><path class="b" d="M142 60q18-26 36 0-18 18-36 0z"/>` },
  { hue: 220, shapes: `<path class="a" d="${legs}"/><path class="b" d="M126 150h20v8h-20zM174 150h22v8h-22z"/><path class="l" d="M128 68h64"/>` },
  { hue: 25, shapes: `<path class="a" d="${shirt}"/><path class="l" d="M128 112h64M128 128h64M128 144h64M128 160h64"/>` },
  { hue: 350, shapes: `<path class="a" d="${shirt}"/><path class="b" d="M128 150h64v14h-64z"/><path class="l" d="M160 68v44M150 164v24M170 164v24"/>` },
  { hue: 265, shapes: `<path class="a" d="${legs}"/><path class="a" d="M136 56V36h8v20zM176 56V36h8v20z"/><path class="b" d="M148 92q12 14 24 0v-8h-24z"/>` },
  { hue: 180, shapes: `<path class="a" d="${glove}"/><path class="b" d="M100 168h49v16h-49z"/><g transform="matrix(-1 0 0 1 320 0)"><path class="a" d="${glove}"/><path class="b" d="M100 168h49v16h-49z"/></g>` },
  { hue: 45, shapes: '<path class="a" d="M112 84h96l10 96q-58 16-116 0z"/><path class="b" d="M108 60h104v26H108z"/><path class="l" d="M160 60v26M120 128h80"/><circle class="b" cx="160" cy="152" r="9"/>' },
  { hue: 150, shapes: '<rect class="a" x="84" y="96" width="152" height="72" rx="30"/><path class="l" d="M84 132h152"/><path class="b" d="M112 78h10v30h-10zM198 78h10v30h-10z"/><path class="l" d="M60 78h200"/>' },
  { hue: 55, shapes: '<path class="b" d="M196 92l92-34v124l-92-34z" opacity=".55"/><path class="a" d="M96 100h72l28-14v68l-28-14H96z"/><circle class="b" cx="120" cy="120" r="8"/><path class="l" d="M124 140v34h16v-34"/>' },
  { hue: 5, shapes: '<circle class="b" cx="160" cy="120" r="76" opacity=".35"/><rect class="a" x="130" y="68" width="60" height="104" rx="26"/><circle class="b" cx="160" cy="100" r="16"/><path class="l" d="M142 140h36M142 152h36"/>' },
  { hue: 95, shapes: '<path class="a" d="M84 148q-4-84 76-84t76 84q-76 22-152 0z"/><path class="l" d="M124 76q-12 34-8 74M196 76q12 34 8 74M160 66v90"/><path class="l" d="M104 156q10 42 52 40 40 0 60-40"/>' },
  { hue: 130, shapes: '<path class="a" d="M92 104h44v84H92zM102 84h24v20h-24z"/><path class="a" d="M146 88h44v100h-44zM156 68h24v20h-24z" opacity=".8"/><path class="a" d="M200 116h36v72h-36zM208 100h20v16h-20z" opacity=".65"/><path class="b" d="M92 132h44v28H92zM146 124h44v32h-44zM200 140h36v24h-36z"/>' },
];

/** @param number from 1; @returns undefined beyond the last product */
export function demoPicture(number: number): string | undefined {
  const picture = pictures[number - 1];
  if (!picture) return undefined;
  const { hue, shapes } = picture;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><defs><style>
.g{fill:hsl(${hue} 30% 93%)}.a{fill:hsl(${hue} 38% 40%)}.b{fill:hsl(${hue} 60% 72%)}.l{fill:none;stroke:hsl(${hue} 40% 24%);stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
@media(prefers-color-scheme:dark){.g{fill:hsl(${hue} 16% 19%)}.a{fill:hsl(${hue} 34% 48%)}.b{fill:hsl(${hue} 46% 70%)}.l{stroke:hsl(${hue} 30% 13%)}}
</style></defs><rect class="g" width="320" height="240"/>${shapes}</svg>`;
}
