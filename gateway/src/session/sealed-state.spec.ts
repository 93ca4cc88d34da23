import fc from 'fast-check';
import { SealedState } from './sealed-state.js';

describe('X-02 the state of a sign-in at an issuer is sealed', () => {
  const states = new SealedState('a key for tests only');
  const state = { verifier: 'v', nonce: 'n', until: 1000 };

  it('opens until its time is over, with the key it was sealed with', () => {
    const sealed = states.seal(state);
    expect(states.open(sealed, 999)).toEqual(state);
    expect(states.open(sealed, 1000)).toBeUndefined();
    expect(new SealedState('another key for tests').open(sealed, 0)).toBeUndefined();
  });

  it('is refused when any byte was changed, or when it never was one', () => {
    const bytes = Buffer.from(states.seal(state), 'base64url');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Buffer.from(bytes);
        altered[at]! ^= by;
        return states.open(altered.toString('base64url'), 0) === undefined;
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => states.open(text, 0) === undefined));
  });
});
