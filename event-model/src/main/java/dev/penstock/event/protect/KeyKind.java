// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import com.google.crypto.tink.Key;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadKey;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfKey;

/** What the keys of a keyset do. */
public enum KeyKind {
    /**
     * Authenticated encryption with a random nonce: the same value is another one each time. Nonces have 192 bits, so that
     * no number of events that a topic may have wears a key out.
     */
    RANDOM(AeadKey.class, PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE),

    /** Authenticated encryption without a nonce, AES-SIV: the same value is the same each time. */
    DETERMINISTIC(DeterministicAeadKey.class, PredefinedDeterministicAeadParameters.AES256_SIV),

    /** HMAC-SHA-256: the same value is the same each time, and nothing leads back. */
    HMAC(PrfKey.class, PredefinedPrfParameters.HMAC_SHA256_PRF);

    private final Class<? extends Key> key;
    private final Parameters created;

    KeyKind(Class<? extends Key> key, Parameters created) {
        this.key = key;
        this.created = created;
    }

    /** What new keys are made by. */
    Parameters created() {
        return created;
    }

    boolean has(Key other) {
        return key.isInstance(other);
    }
}
