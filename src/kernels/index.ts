export { downsampleH2V1, downsampleH2V2, replicateRow, upsampleH1V2, upsampleH2V1, upsampleH2V2 } from './chroma.ts';
export { rgbToYcbcrRow, ycbcrToRgbRow } from './color.ts';
export { forwardDct, inverseDct } from './dct-islow.ts';
export { reciprocals, requantizeBlock } from './requantize-block.ts';
export { MAXIMUM_ERROR, sampleErrorRow, ycbcrErrorRow } from './error-row.ts';
