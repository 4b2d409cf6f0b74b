/** A small seeded generator (mulberry32): the same seed gives the same run on every machine. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** An unsigned 32-bit integer. */
  bits() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** An integer from 0 to below `limit`. */
  below(limit) {
    return this.bits() % limit;
  }

  /** True in `percent` of 100 cases. */
  chance(percent) {
    return this.below(100) < percent;
  }

  pick(list) {
    return list.length === 0 ? undefined : list[this.below(list.length)];
  }

  /** An independent generator for document `index` of a run, so that one document can be repeated alone. */
  static for(seed, index) {
    return new Random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
  }
}
