#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# A decimal of Avro that is read by a schema with another scale becomes another number in Java, without an error: 12.34 written with
# scale 2 is read as 0.1234 with scale 4, and as 1234 with scale 0. The specification lets no decimals of different scales match,
# but a reader resolves the bytes alone and takes the scale of its own schema, with the generic API and the standard
# conversion. The check of compatibility in the same library says COMPATIBLE, so a change of the scale passes it. fastavro in
# Python takes the writer's scale for the same bytes and schemas, and so reads another number than Java. Seen with Avro 1.12.2 and
# fastavro 1.13.1:
#
#   scale 2 read with scale 4: 0.1234, COMPATIBLE
#   scale 2 read with scale 0: 1234, COMPATIBLE
#   fastavro, scale 2 read with scale 4: 12.34
#
# Needs: bash, JDK 17 or newer, Maven, Python 3. Takes half a minute. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >Scale.java <<'JAVA'
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;

public class Scale {
    static Schema order(int scale) {
        Schema amount = LogicalTypes.decimal(9, scale).addToSchema(Schema.create(Schema.Type.BYTES));
        return SchemaBuilder.record("Order").fields().name("amount").type(amount).noDefault().endRecord();
    }

    public static void main(String[] none) throws Exception {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        Schema writer = order(2);
        GenericRecord order = new GenericData.Record(writer);
        order.put("amount", new BigDecimal("12.34"));
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer, data).write(order, encoder);
        encoder.flush();
        for (int scale : new int[] {4, 0}) {
            Schema reader = order(scale);
            GenericRecord read = new GenericDatumReader<GenericRecord>(writer, reader, data)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            System.out.printf("scale 2 read with scale %d: %s, %s%n", scale, read.get("amount"),
                    SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType());
        }
    }
}
JAVA
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>x</groupId><artifactId>x</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.12.2</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
cat >scale.py <<'PY'
import io
from decimal import Decimal
from fastavro import schemaless_reader, schemaless_writer

def order(scale):
    amount = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": scale}
    return {"type": "record", "name": "Order", "fields": [{"name": "amount", "type": amount}]}

out = io.BytesIO()
schemaless_writer(out, order(2), {"amount": Decimal("12.34")})
out.seek(0)
print("fastavro, scale 2 read with scale 4:", schemaless_reader(out, order(2), order(4))["amount"])
PY
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install fastavro==1.13.1
java -cp "$(cat classpath)" Scale.java >seen
venv/bin/python scale.py >>seen
cat seen
diff - seen <<'EXPECTED'
scale 2 read with scale 4: 0.1234, COMPATIBLE
scale 2 read with scale 0: 1234, COMPATIBLE
fastavro, scale 2 read with scale 4: 12.34
EXPECTED
