// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.truth.AppEvent;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** App events, as they go from one task to another. */
final class AppEventType extends TypeInformation<AppEvent> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<AppEvent> getTypeClass() {
        return AppEvent.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<AppEvent> createSerializer(SerializerConfig config) {
        return AppEventSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return AppEvent.class.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppEventType;
    }

    @Override
    public int hashCode() {
        return AppEventType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof AppEventType;
    }
}
