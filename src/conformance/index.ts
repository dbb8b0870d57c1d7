export { CONFORMANCE_SUITES } from './report.ts';
export type { ConformanceReport, ConformanceRow, ConformanceSuite, ConformanceTally, ConformanceVerdict } from './report.ts';
export { runConformance } from './run-conformance.ts';
export type { ConformanceOptions, ConformanceProgress } from './run-conformance.ts';
