package io.gatehouse.execute.integrate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends the head and the small body of a message as one buffer: copying a few kilobytes costs less than a write of two
 * buffers. To be put next to the connection, behind the encoder.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is returned is the promise that was given
public final class JoinedWrites extends ChannelOutboundHandlerAdapter {
    private static final int MOST_BYTES = 8 * 1024;

    private @Nullable ByteBuf held;
    private @Nullable ChannelPromise promised;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.readableBytes() <= MOST_BYTES) {
            if (join(context, bytes, promise)) {
                return;
            }
            letGo(context);
            held = bytes;
            promised = promise;
        } else {
            letGo(context);
            context.write(message, promise);
        }
    }

    private boolean join(ChannelHandlerContext context, ByteBuf bytes, ChannelPromise promise) {
        ByteBuf before = held;
        ChannelPromise earlier = promised;
        int length = bytes.readableBytes();
        if (before == null
                || earlier == null
                || before.readableBytes() + length > MOST_BYTES
                || before.isReadOnly()
                || before.refCnt() > 1
                || before.maxWritableBytes() < length) {
            return false;
        }
        before.writeBytes(bytes);
        bytes.release();
        if (earlier.isVoid()) {
            promised = promise;
        } else if (!promise.isVoid()) {
            promised = both(context, earlier, promise);
        }
        return true;
    }

    /** A promise that keeps two; Vert.x's own take no listeners, so they are told. */
    private static ChannelPromise both(ChannelHandlerContext context, ChannelPromise one, ChannelPromise other) {
        return context.newPromise().addListener(written -> {
            tell(one, written);
            tell(other, written);
        });
    }

    private static void tell(ChannelPromise promise, Future<? super Void> written) {
        if (written.isSuccess()) {
            promise.trySuccess();
        } else {
            promise.tryFailure(written.cause());
        }
    }

    private void letGo(ChannelHandlerContext context) {
        ByteBuf before = held;
        ChannelPromise earlier = promised;
        held = null;
        promised = null;
        if (before != null && earlier != null) {
            context.write(before, earlier);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        letGo(context);
        context.flush();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        letGo(context);
        context.close(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        letGo(context);
    }
}
