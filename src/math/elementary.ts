export { exp, log, log10, log2, pow } from './exponential.ts';
export { atan2, cos, sin } from './trigonometric.ts';
