// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import java.io.IOException;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The Kafka metrics of another process, by JMX; it need not have been started for that. */
final class ProcessMetrics implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    ProcessMetrics(long pid) {
        try {
            VirtualMachine process = VirtualMachine.attach(Long.toString(pid));
            String address = process.startLocalManagementAgent();
            process.detach();
            connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            beans = connector.getMBeanServerConnection();
        } catch (AttachNotSupportedException | IOException e) {
            throw new AssertionError("can't look into process " + pid, e);
        }
    }

    /** What every state store says of itself in this metric as of now; nothing of those that are gone, or the process is. */
    LongStream ofStores(String metric) {
        return of("kafka.streams:type=stream-state-metrics,*", metric);
    }

    /** How many records its consumers have been given so far, committed or not. */
    long consumed() {
        return of("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*", "records-consumed-total")
                .sum();
    }

    private LongStream of(String names, String metric) {
        try {
            return beans.queryNames(new ObjectName(names), null).stream().flatMapToLong(name -> value(name, metric));
        } catch (IOException gone) {
            return LongStream.empty();
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private LongStream value(ObjectName name, String metric) {
        try {
            return beans.getAttribute(name, metric) instanceof Number number
                    ? LongStream.of(number.longValue())
                    : LongStream.empty();
        } catch (JMException | IOException gone) {
            return LongStream.empty();
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // Then there is nobody to take leave of.
        }
    }
}
