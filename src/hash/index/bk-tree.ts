import type { Accelerator } from './accelerator.ts';
import { distanceUpTo } from './distance-up-to.ts';
import type { HashStore } from './hash-store.ts';
import type { MatchCollector } from './match-collector.ts';

const NONE = -1;

/**
 * The tree of Burkhard and Keller: all hashes below one child of a node are equally far from the node, and no two children are, so that
 * a search around a hash at distance d from the node can leave out the children that are nearer than d − radius or farther than d + radius.
 *
 * A node is an entry; removed ones still lead to those below them. Entries with the same hash form a chain of first children, reached in
 * one step, so that duplicates cost nothing. No other path is longer than the number of bits plus one: each node on it narrows what can
 * lie below to the solutions of one more linear equation in the bits, which the node itself does not solve but all earlier ones.
 */
export class BkTree implements Accelerator {
  readonly step = 3;
  readonly #store: HashStore;
  /** The first child of each entry; when one has the same hash, it is that. */
  #children: Int32Array = new Int32Array(0);
  #siblings: Int32Array = new Int32Array(0);
  /** The distance of each entry from its parent. */
  #edges: Uint16Array = new Uint16Array(0);
  #covered = 0;

  constructor(store: HashStore) {
    this.#store = store;
  }

  get covered(): number {
    return this.#covered;
  }

  get memoryBytes(): number {
    return this.#children.byteLength + this.#siblings.byteLength + this.#edges.byteLength;
  }

  /** Takes in the entries that were added since the last call. */
  cover(): void {
    const { count, words, width } = this.#store;
    if (count > this.#children.length) this.#grow(Math.max(count, Math.ceil(this.#children.length * 1.25)));
    const query = new Int32Array(width);
    for (let entry = this.#covered; entry < count; entry++) {
      for (let i = 0; i < width; i++) query[i] = words[entry * width + i];
      if (entry > 0) this.#insert(entry, query);
    }
    this.#covered = count;
  }

  search(query: Int32Array, collector: MatchCollector, budget: number): boolean {
    const { words, width, bits } = this.#store;
    const [children, siblings, edges] = [this.#children, this.#siblings, this.#edges];
    const pending = this.#covered > 0 ? [0] : [];
    for (let left = budget; pending.length > 0; left--) {
      if (left <= 0) return false;
      const node = pending[pending.length - 1];
      pending.pop();
      const distance = distanceUpTo(words, node * width, query, 0, bits);
      if (distance <= collector.radius) collector.offer(node, distance);
      let child = children[node];
      if (child !== NONE && edges[child] === 0) {
        for (let twin = child; twin !== NONE && distance <= collector.radius; twin = children[twin])
          collector.offer(twin, distance);
        child = siblings[child];
      }
      const [nearest, farthest] = [distance - collector.radius, distance + collector.radius];
      for (; child !== NONE; child = siblings[child], left--) {
        if (edges[child] >= nearest && edges[child] <= farthest) pending.push(child);
      }
    }
    return true;
  }

  #insert(entry: number, query: Int32Array): void {
    const { words, width, bits } = this.#store;
    const [children, siblings, edges] = [this.#children, this.#siblings, this.#edges];
    for (let node = 0; ;) {
      const distance = distanceUpTo(words, node * width, query, 0, bits);
      const first = children[node];
      edges[entry] = distance;
      if (distance === 0) {
        if (first !== NONE && edges[first] === 0) {
          children[entry] = children[first];
          children[first] = entry;
        } else {
          siblings[entry] = first;
          children[node] = entry;
        }
        return;
      }
      let [child, last] = [first, NONE];
      while (child !== NONE && edges[child] !== distance) [last, child] = [child, siblings[child]];
      if (child === NONE) {
        // Last, because distances that many hashes have come up early, and are then found soon.
        if (last === NONE) children[node] = entry;
        else siblings[last] = entry;
        return;
      }
      node = child;
    }
  }

  #grow(room: number): void {
    const [children, siblings] = [new Int32Array(room).fill(NONE), new Int32Array(room).fill(NONE)];
    const edges = new Uint16Array(room);
    children.set(this.#children);
    siblings.set(this.#siblings);
    edges.set(this.#edges);
    [this.#children, this.#siblings, this.#edges] = [children, siblings, edges];
  }
}
