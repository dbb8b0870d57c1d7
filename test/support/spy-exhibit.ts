import type { Exhibit } from '../../src/exhibit/index.ts';

/** An exhibit that writes down which planes are asked for and let go of. */
export function spyOn(exhibit: Exhibit, events: string[]): Exhibit {
  const { source, format, width, height, bytes, guard, decoder } = exhibit;
  return {
    ...{ source, format, width, height, bytes, guard, decoder },
    unavailable: (plane, checkpoint) => exhibit.unavailable(plane, checkpoint),
    plane: (plane, checkpoint) => {
      events.push(`plane ${plane}`);
      return exhibit.plane(plane, checkpoint);
    },
    decodingState: (checkpoint) => {
      events.push('decodingState');
      return exhibit.decodingState(checkpoint);
    },
    release: (plane) => {
      events.push(`release ${plane}`);
      exhibit.release(plane);
    },
  };
}
