package org.sluiceiot.platform.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** Real readings of the machine that this runs on: one device per component. For one thread. */
final class Machine {
  private static final double MEBI = 1024.0 * 1024;

  private final SystemInfo system = new SystemInfo();
  private final HardwareAbstractionLayer hardware = system.getHardware();
  private final CentralProcessor processor = hardware.getProcessor();
  private long[][] ticks = processor.getProcessorCpuLoadTicks();

  /** What can be read now; components that a machine does not show are left out. */
  List<Reading> read() {
    List<Reading> readings = new ArrayList<>();
    cores(readings);
    memory(readings);
    disks(readings);
    networks(readings);
    sensors(readings);
    return readings;
  }

  private void cores(List<Reading> readings) {
    double[] loads = processor.getProcessorCpuLoadBetweenTicks(ticks);
    ticks = processor.getProcessorCpuLoadTicks();
    long[] frequencies = processor.getCurrentFreq();
    for (int i = 0; i < loads.length; i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      put(values, "load", loads[i] * 100);
      if (i < frequencies.length && frequencies[i] > 0) {
        put(values, "frequencyMHz", frequencies[i] / 1e6);
      }
      add(readings, "this machine / core " + i, "cpu-core", values);
    }
  }

  private void memory(List<Reading> readings) {
    GlobalMemory memory = hardware.getMemory();
    Map<String, Object> values = new LinkedHashMap<>();
    double used = memory.getTotal() - memory.getAvailable();
    put(values, "usedMiB", used / MEBI);
    put(values, "availableMiB", memory.getAvailable() / MEBI);
    put(values, "used", used * 100 / memory.getTotal());
    put(values, "swapUsedMiB", memory.getVirtualMemory().getSwapUsed() / MEBI);
    add(readings, "this machine / memory", "memory", values);
  }

  private void disks(List<Reading> readings) {
    for (HWDiskStore disk : hardware.getDiskStores()) {
      Map<String, Object> values = new LinkedHashMap<>();
      put(values, "readMiB", disk.getReadBytes() / MEBI);
      put(values, "writtenMiB", disk.getWriteBytes() / MEBI);
      put(values, "queueLength", disk.getCurrentQueueLength());
      add(readings, "this machine / disk " + disk.getName(), "disk", values);
    }
  }

  private void networks(List<Reading> readings) {
    for (NetworkIF network : hardware.getNetworkIFs(true)) {
      Map<String, Object> values = new LinkedHashMap<>();
      put(values, "receivedMiB", network.getBytesRecv() / MEBI);
      put(values, "sentMiB", network.getBytesSent() / MEBI);
      put(values, "errors", network.getInErrors() + network.getOutErrors());
      add(readings, "this machine / network " + network.getName(), "network", values);
    }
  }

  private void sensors(List<Reading> readings) {
    Map<String, Object> values = new LinkedHashMap<>();
    double temperature = hardware.getSensors().getCpuTemperature();
    if (temperature > 0) {
      put(values, "temperature", temperature);
    }
    int[] fans = hardware.getSensors().getFanSpeeds();
    for (int i = 0; i < fans.length; i++) {
      put(values, "fan" + i, fans[i]);
    }
    add(readings, "this machine / sensors", "sensors", values);
  }

  private static void put(Map<String, Object> values, String key, double value) {
    if (Double.isFinite(value)) {
      values.put(key, Math.round(value * 100) / 100.0);
    }
  }

  private static void add(
      List<Reading> readings, String device, String type, Map<String, Object> values) {
    if (!values.isEmpty()) {
      readings.add(new Reading(device, type, values));
    }
  }
}
