package io.gatehouse.execute.integrate;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to a backend and reads its answers; an answer whose end is not certain is an error: both
 * Content-Length and Transfer-Encoding, any coding but a single {@code chunked}, Content-Lengths that differ or are no
 * number, a switch of protocols that nobody asked for. One request at a time is under way.
 */
final class StrictResponseCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    private boolean used;
    private @Nullable HttpMethod asked;

    StrictResponseCodec(HttpDecoderConfig config) {
        init(new Decoder(config), new Encoder());
    }

    /** Whether this connection had a request before; tells the first caller no. */
    boolean reused() {
        boolean before = used;
        used = true;
        return before;
    }

    /** Remembers what was asked, since an answer to HEAD has no body. */
    private final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                asked = request.method();
            }
            super.encode(context, message, out);
        }
    }

    /** Refuses what is ambiguous while the fields are all still there. */
    private final class Decoder extends HttpResponseDecoder {
        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            int status = ((HttpResponse) message).status().code();
            if (status == 101) {
                throw new IllegalArgumentException("a switch of protocols that nobody asked for");
            }
            if (HttpStatusClass.INFORMATIONAL.contains(status)) {
                return true;
            }
            List<String> codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (!codings.isEmpty()
                    && (codings.size() > 1
                            || !codings.get(0).equalsIgnoreCase("chunked")
                            || message.headers().contains(HttpHeaderNames.CONTENT_LENGTH))) {
                throw new IllegalArgumentException("an answer whose end is not certain");
            }
            return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(message);
        }
    }
}
