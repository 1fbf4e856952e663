package dev.holdfast.store;

/** What every store and every decorator does, whatever it stands on. */
public interface SessionStoreContract extends RecordContract, LockContract, LockUseContract {}
