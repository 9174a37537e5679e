/** What one check of the doctor has found. */
export interface Finding {
  name: string;
  /** `warning`: Tenbin works, but slower or without something; `fault`: it does not work. */
  state: 'fine' | 'warning' | 'fault';
  /** What is there, in one line. */
  value: string;
  /** What to do about it; null when it is fine. */
  cure: string | null;
}

export function fine(name: string, value: string): Finding {
  return { name, state: 'fine', value, cure: null };
}

export function warning(name: string, value: string, cure: string): Finding {
  return { name, state: 'warning', value, cure };
}

export function fault(name: string, value: string, cure: string): Finding {
  return { name, state: 'fault', value, cure };
}
