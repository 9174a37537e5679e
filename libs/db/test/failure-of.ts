import { AppError } from '@tenbin/contracts';

/** The `AppError` that some work fails with: anything else, success too, fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
