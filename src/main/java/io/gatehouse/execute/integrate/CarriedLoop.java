package io.gatehouse.execute.integrate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.internal.ThreadExecutorMap;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop without a thread of its own: it turns while some thread carries it, now this one, now that one, never
 * two at once. Between two carriers nothing happens on it. What must happen in time needs a carrier in time.
 */
final class CarriedLoop extends AbstractScheduledEventExecutor implements IoEventLoop {
    private static final System.Logger LOG = System.getLogger(CarriedLoop.class.getName());

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Promise<?> terminated = new DefaultPromise<Void>(GlobalEventExecutor.INSTANCE);
    private final IoHandler io = NioIoHandler.newFactory().newHandler(this);
    private final Patience patience = new Patience();
    private volatile @Nullable Thread carrier;
    private volatile boolean shuttingDown;

    /** How long a carrier waits for something to happen. */
    private final class Patience implements IoHandlerContext {
        private long nanos;

        @Override
        public boolean canBlock() {
            return nanos > 0 && tasks.isEmpty();
        }

        @Override
        public long delayNanos(long now) {
            return Math.min(nanos, CarriedLoop.this.delayNanos(now, nanos));
        }

        @Override
        public long deadlineNanos() {
            long end = ticker().nanoTime() + nanos;
            long scheduled = nextScheduledTaskDeadlineNanos();
            return scheduled == -1 || scheduled - end > 0 ? end : scheduled;
        }
    }

    /** The calling thread becomes the event loop. */
    void pickUp() {
        if (carrier != null) {
            throw new IllegalStateException("the event loop is being carried");
        }
        carrier = Thread.currentThread();
    }

    /** The calling thread is the event loop no longer. */
    void putDown() {
        carrier = null;
    }

    /** Turns once: waits at most so long for something to happen and does what there is to do. */
    void turn(long mostNanos) {
        var before = ThreadExecutorMap.setCurrentExecutor(this);
        try {
            patience.nanos = mostNanos;
            io.run(patience);
            runTasks();
        } finally {
            ThreadExecutorMap.setCurrentExecutor(before);
        }
    }

    private void runTasks() {
        boolean all = fetchFromScheduledTaskQueue(tasks);
        assert all : "the queue has no bound";
        Runnable task;
        while ((task = tasks.poll()) != null) {
            try {
                task.run();
            } catch (RuntimeException | AssertionError bug) {
                LOG.log(Level.ERROR, "a task of an event loop failed", bug);
            }
        }
    }

    /** Closes all connections and ends for good; to be called by the carrier. */
    void destroy() {
        shuttingDown = true;
        cancelScheduledTasks();
        io.prepareToDestroy();
        runTasks();
        io.destroy();
        terminated.setSuccess(null);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (!inEventLoop()) {
            io.wakeup();
        }
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return thread == carrier;
    }

    @Override
    public IoEventLoop next() {
        return this;
    }

    @Override
    public @Nullable IoEventLoopGroup parent() {
        return null;
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        Promise<IoRegistration> registered = newPromise();
        if (inEventLoop()) {
            register(handle, registered);
        } else {
            execute(() -> register(handle, registered));
        }
        return registered;
    }

    private void register(IoHandle handle, Promise<IoRegistration> registered) {
        try {
            registered.setSuccess(io.register(handle));
        } catch (Exception failed) {
            registered.setFailure(failed);
        }
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    @Deprecated
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return io.isCompatible(handleType);
    }

    @Override
    public boolean isIoType(Class<? extends IoHandler> handlerType) {
        return io.getClass().equals(handlerType);
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return terminated; // its owner calls destroy()
    }

    @Override
    @Deprecated
    public void shutdown() {
        // its owner calls destroy()
    }

    @Override
    public Future<?> terminationFuture() {
        return terminated;
    }

    @Override
    public boolean isShuttingDown() {
        return shuttingDown;
    }

    @Override
    public boolean isShutdown() {
        return terminated.isDone();
    }

    @Override
    public boolean isTerminated() {
        return terminated.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return terminated.await(timeout, unit);
    }
}
